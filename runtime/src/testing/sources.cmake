vgen_runtime_library(testing SOURCES client.cpp client_channel.cpp PUBLIC vgen_rpc vgen_schedule)
