/// Lets each API in a program have its own codecs for a type that several of them use.
///
/// A source of generated code defines `VGEN_API`, a name for its codecs, before it includes
/// anything. The templates that use codecs are declared in `inline namespace VGEN_API`. So the
/// instances of one API are never those of another one, although both are for the same types. Code
/// that does not define `VGEN_API` has its own codecs too: those that are written by hand.
#pragma once

#ifndef VGEN_API
#define VGEN_API without_api
#endif
