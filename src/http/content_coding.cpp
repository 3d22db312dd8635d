#include "http/content_coding.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <limits>

#include "http/head_check.hpp"
#include "http/quality_list.hpp"
#include "values/ensure.hpp"

namespace switchyard::http {
namespace {

constexpr int kGzipWindowBits = 15 + 16;  // zlib's sign for a gzip wrapper.
constexpr int kMemoryLevel = 8;

std::string brotli(std::string_view body, Effort effort) {
  std::string out(BrotliEncoderMaxCompressedSize(body.size()), '\0');
  std::size_t size = out.size();
  const int quality = effort == Effort::quick ? 1 : 4;
  const bool done = BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, body.size(), reinterpret_cast<const std::uint8_t*>(body.data()), &size,
                                          reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE;
  if (!done) return {};
  out.resize(size);
  return out;
}

std::string gzip(std::string_view body, Effort effort) {
  if (body.size() > std::numeric_limits<uInt>::max() / 2) return {};
  z_stream stream{};
  if (deflateInit2(&stream, effort == Effort::quick ? 1 : 5, Z_DEFLATED, kGzipWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, static_cast<uLong>(body.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(ended == Z_STREAM_END ? out.size() - stream.avail_out : 0);
  deflateEnd(&stream);
  return out;
}

}  // namespace

std::string_view text_of(Coding coding) {
  switch (coding) {
    case Coding::identity: return "identity";
    case Coding::gzip: return "gzip";
    case Coding::br: return "br";
  }
  return "identity";
}

int coding_quality(std::string_view accept_encoding, std::string_view coding) {
  int quality = 0;
  bool is_named = false;
  for (const auto& item : parse_quality_list(accept_encoding)) {
    if (equals_ignoring_case(item.name, coding)) {
      quality = item.quality_milli;
      is_named = true;
    } else if (item.name == "*" && !is_named) {
      quality = item.quality_milli;
    }
  }
  return quality;
}

Coding choose_coding(std::string_view accept_encoding) {
  if (accept_encoding.empty()) return Coding::identity;
  const int br = coding_quality(accept_encoding, "br");
  const int gzip = coding_quality(accept_encoding, "gzip");
  if (br == 0 && gzip == 0) return Coding::identity;
  return br >= gzip ? Coding::br : Coding::gzip;
}

bool is_compressible_type(std::string_view content_type) {
  if (content_type.starts_with("text/")) return true;
  for (const std::string_view part : {"json", "xml", "javascript", "svg", "wasm"}) {
    if (content_type.find(part) != std::string_view::npos) return true;
  }
  return false;
}

std::string compressed(std::string_view body, Coding coding, Effort effort) {
  ENSURE(coding != Coding::identity);
  std::string out = coding == Coding::br ? brotli(body, effort) : gzip(body, effort);
  if (out.size() >= body.size()) out.clear();
  return out;
}

}  // namespace switchyard::http
