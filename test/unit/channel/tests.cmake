vgen_test(channel_test SOURCES channel/envelope_test.cpp LIBRARIES vgen_channel)
