#include "workbook/zip_writer.hpp"

#include <zlib.h>

#include <limits>
#include <utility>

#include "values/ensure.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::size_t kSizeMax = std::numeric_limits<std::uint32_t>::max();

void put_u16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value & 0xFF);
  out += static_cast<char>((value >> 8) & 0xFF);
}

void put_u32(std::string& out, std::size_t value) {
  put_u16(out, static_cast<std::uint32_t>(value & 0xFFFF));
  put_u16(out, static_cast<std::uint32_t>((value >> 16) & 0xFFFF));
}

// Without zlib's own head and checksum, as a zip has it.
std::string deflated(std::string_view bytes) {
  z_stream stream{};
  ENSURE(deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));  // zlib does not write there.
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int outcome = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  ENSURE(outcome == Z_STREAM_END);
  return out;
}

}  // namespace

void ZipWriter::add(std::string_view name, std::string_view bytes) {
  ENSURE(bytes.size() < kSizeMax && name.size() <= 0xFFFF && member_count_ < 0xFFFF);
  constexpr std::uint32_t kVersion = 20;
  constexpr std::uint32_t kNamesAreUtf8 = 1u << 11;
  constexpr std::uint32_t kFirstDay = 1 << 5 | 1;  // 1980-01-01.
  const std::string packed = deflated(bytes);
  const bool stored = packed.size() >= bytes.size();
  const std::string_view content = stored ? bytes : std::string_view(packed);
  const auto checksum = crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());

  // What the local head and the directory say alike.
  std::string common;
  put_u16(common, kVersion);
  put_u16(common, kNamesAreUtf8);
  put_u16(common, stored ? 0 : 8);
  put_u16(common, 0);
  put_u16(common, kFirstDay);
  put_u32(common, checksum);
  put_u32(common, content.size());
  put_u32(common, bytes.size());
  put_u16(common, static_cast<std::uint32_t>(name.size()));
  put_u16(common, 0);  // No extra field.

  const auto offset = out_.size();
  out_.append("PK\x03\x04").append(common).append(name).append(content);
  ENSURE(out_.size() < kSizeMax);

  directory_ += "PK\x01\x02";
  put_u16(directory_, kVersion);
  directory_ += common;
  put_u16(directory_, 0);  // No comment.
  put_u16(directory_, 0);  // Disk.
  put_u16(directory_, 0);  // Internal attributes.
  put_u32(directory_, 0);  // External attributes.
  put_u32(directory_, offset);
  directory_ += name;
  ++member_count_;
}

std::string ZipWriter::finish() && {
  const auto directory_offset = out_.size();
  ENSURE(directory_offset + directory_.size() < kSizeMax);
  out_ += directory_;
  out_ += "PK\x05\x06";
  put_u32(out_, 0);  // One disk.
  put_u16(out_, member_count_);
  put_u16(out_, member_count_);
  put_u32(out_, directory_.size());
  put_u32(out_, directory_offset);
  put_u16(out_, 0);  // No comment.
  return std::move(out_);
}

}  // namespace switchyard::workbook
