// A precompiled header needs a library.
