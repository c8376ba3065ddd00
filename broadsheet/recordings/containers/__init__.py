"""Reading the files that films and sounds come in: their kind and length, and what must not go out.

Nothing is decoded. Each reader looks at headers only, in steps that are counted, so that a file
made to hang or to fill the memory is refused like any other that is damaged.
"""
