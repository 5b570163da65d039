vgen_test(session_test SOURCES session/jwt_test.cpp session/keys_test.cpp LIBRARIES vgen_session)
