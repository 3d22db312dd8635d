#include "contracting/envelopes/issued_papers.hpp"

#include <charconv>

#include "contracting/envelopes/signing_words.hpp"
#include "contracting/paperwork/paperwork.hpp"

namespace switchyard::contracting {
namespace {

using signing::PaperPlace;

Error document_not_found() { return {ErrorKind::not_found, "document_not_found", "There is no document of this id."}; }

// Up to the next of `separator`, which goes with it.
std::string_view take(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<PaperPlace::Kind> kind_of(std::string_view word) {
  if (word == "sign") return PaperPlace::Kind::sign;
  if (word == "initial") return PaperPlace::Kind::initial;
  if (word == "date") return PaperPlace::Kind::date;
  return std::nullopt;
}

bool is_of(signing::SignerRole role, signing::EnvelopePurpose purpose) {
  return (role == signing::SignerRole::supplier) == (purpose == signing::EnvelopePurpose::countersignature);
}

}  // namespace

std::vector<PaperPlace> places_of(std::string_view anchors, signing::EnvelopePurpose purpose) {
  std::vector<PaperPlace> places;
  while (!anchors.empty()) {
    std::string_view entry = take(anchors, ';');
    while (entry.starts_with(' ')) entry.remove_prefix(1);
    std::string_view who = take(entry, ' ');
    const auto kind = kind_of(take(who, ':'));
    const auto role = parse_signer_role(who);
    if (!kind || !role || !is_of(*role, purpose)) continue;
    PaperPlace& place = places.emplace_back();
    place.kind = *kind;
    place.role = *role;
    for (std::int64_t* const part : {&place.page, &place.x, &place.y, &place.width, &place.height}) *part = number(take(entry, ' '));
  }
  return places;
}

Result<signing::PaperBytes> IssuedPapers::paper(SqlReader& reader, const signing::EnvelopeSubject& subject, const std::string& document) {
  const auto partner = access::PartnerId::parse(subject.partner);
  const auto id = DocumentId::parse(document);
  if (!partner || !id) return document_not_found();
  const auto issued = find_issued_document(reader, *partner, *id);
  if (!issued || issued->subject != subject.id) return document_not_found();
  signing::PaperBytes paper{.document = document, .title = issued->title, .bytes = {}, .sha256 = issued->sha256, .places = places_of(issued->anchors, subject.purpose)};
  paper.bytes.reserve(static_cast<std::size_t>(issued->size_bytes));
  if (auto read = read_document_bytes(reader, *partner, *id, [&](std::string_view part) { paper.bytes += part; }); !read) return std::move(read).error();
  return paper;
}

}  // namespace switchyard::contracting
