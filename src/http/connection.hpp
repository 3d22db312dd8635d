// Serves one connection from its first byte to its last, on the thread that it was given to.
#pragma once

#include <boost/asio/ip/tcp.hpp>

#include "http/io_thread.hpp"

namespace switchyard::http {

// Of the thread's own executor type: a type-erased one costs several indirect calls a request.
using IoSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

// Begins to serve the socket, whose executor is the io thread's. For the io thread alone. `core` has counted the connection;
// its end gives the count back.
void serve_plain(IoThread& io, ServerCore& core, IoSocket socket);
void serve_tls(IoThread& io, ServerCore& core, IoSocket socket);

}  // namespace switchyard::http
