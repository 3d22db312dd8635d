// What recipients adopted as their signature: ink and pictures as JSON.
#include <boost/json.hpp>

#include "access/jose_port.hpp"
#include "esign/envelopes/envelope_rows_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::esign {
namespace {

namespace json = boost::json;

json::value ink_as_json(const MarkInk& ink) {
  if (const auto* typed = std::get_if<TypedName>(&ink)) return json::object{{"typed", typed->text}};
  if (const auto* image = std::get_if<documents::Image>(&ink)) {
    return json::object{{"png", access::encode_base64url(image->png)}};
  }
  const auto* drawn = std::get_if<documents::StampInk>(&ink);
  ENSURE(drawn != nullptr);
  json::array strokes;
  for (const auto& stroke : drawn->strokes) {
    json::array points;
    for (const auto& [x, y] : stroke.points) {
      points.push_back(x);
      points.push_back(y);
    }
    strokes.push_back(std::move(points));
  }
  return json::object{{"strokes", std::move(strokes)}};
}

MarkInk read_ink(std::string_view text) {
  const json::object object = json::parse(json::string_view(text.data(), text.size())).as_object();
  if (const auto* typed = object.if_contains("typed")) return TypedName{std::string(typed->as_string())};
  if (const auto* png = object.if_contains("png")) {
    return documents::Image{.png = access::decode_base64url(std::string(png->as_string())).value()};
  }
  documents::StampInk ink;
  for (const auto& each : object.at("strokes").as_array()) {
    auto& stroke = ink.strokes.emplace_back();
    const auto& points = each.as_array();
    for (std::size_t at = 0; at + 1 < points.size(); at += 2) {
      stroke.points.emplace_back(static_cast<std::int32_t>(points[at].as_int64()), static_cast<std::int32_t>(points[at + 1].as_int64()));
    }
  }
  return ink;
}

}  // namespace

void write_adoption(SqlTransaction& transaction, const EnvelopeId& envelope, const RecipientGuid& recipient, const AdoptedSignature& adopted) {
  const std::string signature = json::serialize(ink_as_json(adopted.adoption.signature));
  const std::string initials = json::serialize(ink_as_json(adopted.adoption.initials));
  transaction.execute(
      "INSERT INTO esign_adoptions (envelope_id, recipient_guid, signature_id, kind, signature, initials, adopted_at_ms) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (envelope_id, recipient_guid) DO UPDATE SET signature_id = excluded.signature_id, "
      "kind = excluded.kind, signature = excluded.signature, initials = excluded.initials, adopted_at_ms = excluded.adopted_at_ms",
      {std::string_view(envelope.text()), std::string_view(recipient.text()), std::string_view(adopted.signature_id), text_of(adopted.adoption.kind),
       std::string_view(signature), std::string_view(initials), adopted.adopted_at.unix_ms()});
}

void delete_adoption(SqlTransaction& transaction, const EnvelopeId& envelope, const RecipientGuid& recipient) {
  transaction.execute("DELETE FROM esign_adoptions WHERE envelope_id = $1 AND recipient_guid = $2",
                      {std::string_view(envelope.text()), std::string_view(recipient.text())});
}

std::optional<AdoptedSignature> find_adopted(SqlReader& reader, const EnvelopeId& envelope, const RecipientGuid& recipient) {
  std::optional<AdoptedSignature> found;
  reader.query("SELECT signature_id, kind, signature, initials, adopted_at_ms FROM esign_adoptions WHERE envelope_id = $1 AND recipient_guid = $2",
               {std::string_view(envelope.text()), std::string_view(recipient.text())}, [&](const SqlRow& row) {
                 found = AdoptedSignature{.signature_id = std::string(row.text(0)),
                                          .adoption = {.kind = parse_adoption_kind(row.text(1)).value(),
                                                       .signature = read_ink(row.text(2)),
                                                       .initials = read_ink(row.text(3))},
                                          .adopted_at = Instant::from_unix_ms(row.integer(4))};
               });
  return found;
}

}  // namespace switchyard::esign
