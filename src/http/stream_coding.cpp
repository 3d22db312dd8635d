#include "http/stream_coding.hpp"

#include <zlib.h>

#include <memory>
#include <utility>

#include "values/ensure.hpp"

namespace switchyard::http {
namespace {

constexpr int kGzipWindowBits = 15 + 16;  // zlib's sign for a gzip wrapper.
constexpr int kMemoryLevel = 8;
constexpr int kQuick = 1;
constexpr std::size_t kRoomSize = 64 * 1024;

class GzipStream {
 public:
  explicit GzipStream(PieceSource source) : source_(std::move(source)) {
    ENSURE(deflateInit2(&stream_, kQuick, Z_DEFLATED, kGzipWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY) == Z_OK);
  }
  ~GzipStream() { deflateEnd(&stream_); }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  // Appends something, or ends.
  bool next(std::string& piece) {
    const std::size_t before = piece.size();
    bool has_more = true;
    while (has_more && piece.size() == before) {
      plain_.clear();
      has_more = source_(plain_);
      deflate_into(piece, has_more ? Z_NO_FLUSH : Z_FINISH);
    }
    return has_more;
  }

 private:
  void deflate_into(std::string& piece, int flush) {
    stream_.next_in = reinterpret_cast<Bytef*>(plain_.data());
    stream_.avail_in = static_cast<uInt>(plain_.size());
    do {
      const std::size_t used = piece.size();
      piece.resize(used + kRoomSize);
      stream_.next_out = reinterpret_cast<Bytef*>(piece.data() + used);
      stream_.avail_out = static_cast<uInt>(kRoomSize);
      const int outcome = deflate(&stream_, flush);
      ENSURE(outcome == Z_OK || outcome == Z_STREAM_END || outcome == Z_BUF_ERROR);
      piece.resize(used + kRoomSize - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

  PieceSource source_;
  std::string plain_;
  z_stream stream_{};
};

}  // namespace

PieceSource gzipped(PieceSource source) {
  const auto stream = std::make_shared<GzipStream>(std::move(source));
  return [stream](std::string& piece) { return stream->next(piece); };
}

}  // namespace switchyard::http
