"""What can be said of a random run: warm-up removal, intervals, replications, comparisons on common random numbers.

Place in the flow: beside `replay`, on the host side only. `sums` reads the arena; `warmup` and `intervals` know
nothing but numbers; `replications` and `comparison` run documents. Import from the modules: `results` itself needs the
lower ones, so this package loads none of them.
"""
