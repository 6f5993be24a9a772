"""The kernel: one topic a module, all over one arena of bytes. `advance` is its entry."""
