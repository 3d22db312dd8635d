#include "esign/ceremony/rest_body.hpp"
#include "esign/rest/sent_base64.hpp"
#include "http/json_body.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kPictureTextMax = kSignaturePngSizeMax / 3 * 4 + 8;  // Characters of base64.
constexpr std::string_view kPngHead("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = at; i < at + 4; ++i) number = (number << 8) | static_cast<unsigned char>(bytes[i]);
  return number;
}

// By its bytes alone: what is in it is judged again where it is stamped.
Result<MarkInk> picture_of(std::string_view base64) {
  if (base64.size() > kPictureTextMax) return Error{ErrorKind::too_large, "signature_image_too_large", {}};
  const auto bytes = decode_sent_base64(base64);
  const Error refused{ErrorKind::unprocessable, "signature_image_refused", {}};
  if (!bytes || bytes->size() < 33 || !std::string_view(*bytes).starts_with(kPngHead)) return refused;
  const std::uint32_t width = number_at(*bytes, 16);
  const std::uint32_t height = number_at(*bytes, 20);
  if (width == 0 || height == 0 || width > kPictureSideMax || height > kPictureSideMax) return refused;
  return MarkInk(documents::Image{.png = *bytes});
}

// Points as pairs of whole numbers: [[x, y], …] within objects {"points": …}.
std::optional<documents::StampInk> read_strokes(http::JsonObject& in, std::string_view name) {
  const http::JsonValue* member = in.value(name);
  if (member == nullptr) return std::nullopt;
  documents::StampInk ink;
  std::size_t points = 0;
  const auto coordinate = [](const http::JsonValue& value) -> std::optional<std::int32_t> {
    if (value.kind != http::JsonValue::Kind::number || value.text.empty() || value.text.size() > 4 || value.text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    return std::stoi(value.text);
  };
  const auto refuse = [&] { in.refuse(name, "invalid_value", "must be at most 500 strokes of at most 10000 points together, each a pair of whole numbers of 0 to 1000"); };
  if (member->kind != http::JsonValue::Kind::array || member->items.size() > kStrokesMax) return refuse(), ink;
  for (const http::JsonValue& stroke : member->items) {
    const http::JsonValue* list = stroke.find("points");
    points += list == nullptr ? 0 : list->items.size();
    if (list == nullptr || points > kStrokePointsMax) return refuse(), ink;
    documents::StampStroke line;
    for (const http::JsonValue& point : list->items) {
      const auto x = point.items.size() == 2 ? coordinate(point.items[0]) : std::nullopt;
      const auto y = point.items.size() == 2 ? coordinate(point.items[1]) : std::nullopt;
      if (!x || !y) return refuse(), ink;
      line.points.emplace_back(*x, *y);
    }
    ink.strokes.push_back(std::move(line));
  }
  return ink;
}

// Base64.
struct Pictures {
  std::optional<std::string> signature;
  std::optional<std::string> initials;
};

}  // namespace

Result<Adoption> parse_adoption(const http::Request& request) {
  auto body = http::JsonBody::parse(request.body, {.size_max = kAdoptBodyMax});
  if (!body) return std::move(body).error();
  http::JsonObject in = body->object();
  Adoption adoption;
  adoption.kind = static_cast<AdoptionKind>(in.one_of("kind", {"typed", "drawn", "uploaded"}));
  adoption.signature = TypedName{in.text("name", {.size_max = 100})};
  adoption.initials = TypedName{in.text("initials", {.size_max = 20})};
  Pictures pictures;
  const http::TextRule picture{.size_max = kAdoptBodyMax};
  switch (adoption.kind) {
    case AdoptionKind::typed:
      (void)in.optional_text("style", {.size_max = 40});
      pictures = {.signature = in.optional_text("signaturePng", picture), .initials = in.optional_text("initialsPng", picture)};
      break;
    case AdoptionKind::drawn:
      if (auto ink = read_strokes(in, "signature")) {
        adoption.signature = std::move(*ink);
      } else {
        in.refuse("signature", "missing_field", "is needed: the strokes of the signature");
      }
      if (auto ink = read_strokes(in, "initialsStrokes")) adoption.initials = std::move(*ink);
      break;
    case AdoptionKind::uploaded:
      pictures = {.signature = in.text("signatureImage", picture), .initials = in.optional_text("initialsImage", picture)};
      break;
  }
  if (auto done = body->finish(); !done) return std::move(done).error();
  for (auto [base64, ink] : {std::pair(&pictures.signature, &adoption.signature), std::pair(&pictures.initials, &adoption.initials)}) {
    if (!*base64) continue;
    auto made = picture_of(**base64);
    if (!made) return std::move(made).error();
    *ink = std::move(*made);
  }
  return adoption;
}

}  // namespace switchyard::esign
