// Compression of an answer that is made piece by piece.
#pragma once

#include <functional>
#include <string>

namespace switchyard::http {

// As Response::stream.
using PieceSource = std::function<bool(std::string& piece)>;

// The same pieces as one gzip member (RFC 1952), quick effort. What `source` throws is passed on.
[[nodiscard]] PieceSource gzipped(PieceSource source);

}  // namespace switchyard::http
