#include "documents/page/image.hpp"

#include <fmt/format.h>

#include <cstring>
#include <string_view>

#include "documents/render.hpp"

namespace switchyard::documents {
namespace {

struct Reader {
  std::string_view left;
};

cairo_status_t read_bytes(void* closure, unsigned char* to, unsigned size) {
  auto& reader = *static_cast<Reader*>(closure);
  if (reader.left.size() < size) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(to, reader.left.data(), size);
  reader.left.remove_prefix(size);
  return CAIRO_STATUS_SUCCESS;
}

std::int64_t big_endian(std::string_view bytes, std::size_t at) {
  std::int64_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value * 256 + static_cast<unsigned char>(bytes[at + i]);
  return value;
}

Error unreadable(const std::string& name, const std::string& why) {
  const auto detail = fmt::format("the picture is not a PNG that can be printed: {}", why);
  return {
      ErrorKind::unprocessable, "image_unreadable", fmt::format("{}: {}", name, detail), {{name, "image_unreadable", detail}}};
}

}  // namespace

Result<std::shared_ptr<cairo_surface_t>> read_image(const Image& image, const std::string& name) {
  constexpr std::string_view kSignature("\x89PNG\r\n\x1a\n", 8);
  const std::string_view png = image.png;
  if (png.size() > kImageSizeMax) return unreadable(name, fmt::format("it has over {} bytes", kImageSizeMax));
  if (!png.starts_with(kSignature) || png.size() < 33 || png.substr(12, 4) != "IHDR") return unreadable(name, "it has no head");
  const auto width = big_endian(png, 16);
  const auto height = big_endian(png, 20);
  if (width < 1 || height < 1 || width * height > kImagePixelsMax)
    return unreadable(name, fmt::format("it is {} by {} pixels", width, height));
  Reader reader{png};
  std::shared_ptr<cairo_surface_t> surface(cairo_image_surface_create_from_png_stream(read_bytes, &reader),
                                           cairo_surface_destroy);
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    return unreadable(name, cairo_status_to_string(status));
  return surface;
}

}  // namespace switchyard::documents
