/// Which sanitizer runs a test. GCC defines macros, clang has features.
#pragma once

#if defined(__has_feature)
#define VGEN_TEST_HAS_FEATURE(feature) __has_feature(feature)
#else
#define VGEN_TEST_HAS_FEATURE(feature) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || VGEN_TEST_HAS_FEATURE(address_sanitizer)
#define VGEN_TEST_ADDRESS_SANITIZER 1
#else
#define VGEN_TEST_ADDRESS_SANITIZER 0
#endif

#if defined(__SANITIZE_THREAD__) || VGEN_TEST_HAS_FEATURE(thread_sanitizer)
#define VGEN_TEST_THREAD_SANITIZER 1
#else
#define VGEN_TEST_THREAD_SANITIZER 0
#endif
