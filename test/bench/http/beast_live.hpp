#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

namespace bench {

/// Answers the handshake and serves the websocket as long as it is open: like the chat of
/// Boost.Beast's examples, with a queue of shared messages. For one thread.
void open_websocket(boost::beast::tcp_stream stream,
                    const boost::beast::http::request<boost::beast::http::string_body>& request);

}  // namespace bench
