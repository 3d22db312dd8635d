// The state of one request and its answer on a connection, and the steps of it that need no socket.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/dispatcher.hpp"
#include "http/request_parser.hpp"
#include "http/server_core.hpp"

namespace switchyard::http {

struct Exchange {
  ParsedHead head;
  Request request;
  const Route* route = nullptr;
  Response response;
  bool keep_alive = false;
  std::uint64_t begun_us = 0;
  std::uint64_t bytes_sent = 0;
  int status_sent = 0;
};

// The peer of a connection.
struct Peer {
  std::string address;
  bool is_tls = false;
};

// Makes the request from its parsed head and admits it. True where the handler is to be run; else `response` is ready.
[[nodiscard]] bool begin_exchange(Exchange& exchange, const Peer& peer, ServerCore& core, Random& random);

// Runs the handler and the edge's finish on its answer. Never throws. For the io thread or a worker.
void run_handler(Exchange& exchange, const ServerCore& core) noexcept;
// The edge's finish on an answer that no handler made.
void finish_ready_answer(Exchange& exchange, const ServerCore& core) noexcept;

// Puts the head (and nothing else) of the answer into `out`. What can't be sent becomes a 500.
void render_head(Exchange& exchange, const ServerCore& core, std::string_view date, std::string& out);
// Whether the answer's body follows its head.
[[nodiscard]] bool has_sent_body(const Exchange& exchange);

// The answer to a head that was refused, or to a request that ended too early.
void refuse_exchange(Exchange& exchange, const Refusal& refusal, const Peer& peer, Random& random);

}  // namespace switchyard::http
