"""What the Makefile calls. bootstrap, progress and python_packages run before the virtual environment exists: standard
library only."""
