#include "esign/evidence/evidence_chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "documents/page/finish.hpp"
#include "esign/evidence/sound_text.hpp"

namespace switchyard::esign {
namespace {

constexpr std::string_view kRoot = "0000000000000000000000000000000000000000000000000000000000000000";
constexpr std::size_t kNameSizeMax = 400;
constexpr std::size_t kAddressSizeMax = 64;
constexpr std::size_t kUserAgentSizeMax = 512;
constexpr std::size_t kDetailNameSizeMax = 100;
constexpr std::size_t kDetailValueSizeMax = 4'096;
constexpr std::size_t kDetailsSizeMax = 12 * 1024;  // As written; what is beyond is said to be missing.

void add_member(std::string& out, std::string_view name, std::string_view text) {
  if (!text.empty()) out += fmt::format(",\"{}\":{}", name, json_text(text));
}

std::string actor_text(const EvidenceActor& actor) {
  std::string members;
  add_member(members, "name", sound_text(actor.name, kNameSizeMax));
  add_member(members, "email", sound_text(actor.email, kNameSizeMax));
  add_member(members, "recipient", sound_text(actor.recipient, kNameSizeMax));
  return members.empty() ? std::string() : ",\"actor\":{" + members.substr(1) + "}";
}

std::string detail_text(const EvidenceEvent& event) {
  std::string members;
  std::set<std::string> seen;
  for (const auto& [name, value] : event.detail) {
    auto sound_name = sound_text(name, kDetailNameSizeMax);
    const auto member = fmt::format(",{}:{}", json_text(sound_name), json_text(sound_text(value, kDetailValueSizeMax)));
    if (members.size() + member.size() > kDetailsSizeMax) {
      if (seen.insert("more").second) members += ",\"more\":\"not kept\"";
      break;
    }
    if (seen.insert(std::move(sound_name)).second) members += member;
  }
  return members.empty() ? std::string() : ",\"detail\":{" + members.substr(1) + "}";
}

Error broken(std::size_t number, std::string_view why) {
  return {ErrorKind::invalid, "evidence_broken", fmt::format("The evidence does not hold at line {}: {}.", number, why)};
}

std::string member(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string() : std::string(*text);
}

struct ReadLine {
  std::string envelope_id;
  std::string previous;
  std::int64_t sequence = 0;
  EvidenceEvent event;
};

std::optional<ReadLine> read_line(std::string_view text) {
  boost::system::error_code failed;
  boost::json::parse_options options;
  options.max_depth = 4;
  const auto value = boost::json::parse({text.data(), text.size()}, failed, {}, options);
  const auto* object = failed ? nullptr : value.if_object();
  if (object == nullptr) return std::nullopt;
  const auto kind = evidence_kind(member(*object, "event"));
  const auto at = Instant::parse(member(*object, "at"));
  const auto* sequence = object->if_contains("seq");
  if (!kind || !at || sequence == nullptr || !sequence->is_int64()) return std::nullopt;
  ReadLine line{member(*object, "envelope"), member(*object, "prev"), sequence->get_int64(), {.kind = *kind, .at = *at}};
  line.event.ip = member(*object, "ip");
  line.event.user_agent = member(*object, "userAgent");
  line.event.session = member(*object, "session");
  const auto* actor = object->if_contains("actor");
  if (actor != nullptr && actor->is_object())
    line.event.actor = {member(actor->get_object(), "name"), member(actor->get_object(), "email"), member(actor->get_object(), "recipient")};
  const auto* detail = object->if_contains("detail");
  if (detail == nullptr || !detail->is_object()) return line;
  for (const auto& each : detail->get_object()) {
    if (each.value().is_string()) line.event.detail.emplace_back(each.key(), each.value().get_string());
  }
  return line;
}

// What is wrong with a line; empty where nothing is.
std::string_view fault_of(const std::optional<ReadLine>& line, std::string_view text, const EvidenceChain& chain, std::string_view head) {
  const auto number = static_cast<std::int64_t>(chain.events.size()) + 1;
  if (!line) return "it is not a line of evidence";
  if (line->sequence != number) return "a line is missing or out of order";
  if (line->previous != head) return "the line before it was changed";
  if (number > 1 && line->envelope_id != chain.envelope_id) return "it is of another envelope";
  if (next_evidence_line(line->envelope_id, number, head, line->event).text != text) return "it was changed";
  return {};
}

}  // namespace

std::string_view evidence_root() { return kRoot; }

EvidenceLine next_evidence_line(std::string_view envelope_id, std::int64_t sequence, std::string_view previous_sha256, const EvidenceEvent& event) {
  EvidenceLine line;
  line.text = fmt::format("{{\"envelope\":{},\"seq\":{},\"prev\":{},\"at\":\"{}\",\"event\":\"{}\"", json_text(sound_text(envelope_id, kNameSizeMax)), sequence,
                          json_text(previous_sha256), event.at.text(), text_of(event.kind));
  line.text += actor_text(event.actor);
  add_member(line.text, "ip", sound_text(event.ip, kAddressSizeMax));
  add_member(line.text, "userAgent", sound_text(event.user_agent, kUserAgentSizeMax));
  add_member(line.text, "session", sound_text(event.session, kNameSizeMax));
  line.text += detail_text(event) + "}";
  line.sha256 = documents::sha256_of(line.text);
  return line;
}

std::string evidence_file(const std::vector<std::string>& lines) {
  std::string file;
  for (const auto& line : lines) file += line + "\n";
  return file;
}

Result<EvidenceChain> read_evidence(std::string_view file) {
  EvidenceChain chain;
  std::string head(kRoot);
  if (file.empty()) return broken(1, "there is none");
  while (!file.empty()) {
    const auto number = chain.events.size() + 1;
    const auto end = file.find('\n');
    if (end == std::string_view::npos) return broken(number, "it has no end");
    if (end > kEvidenceLineSizeMax * 2 || number > kEvidenceLinesMax) return broken(number, "there is more of it than evidence has");
    const auto text = file.substr(0, end);
    auto line = read_line(text);
    if (const auto fault = fault_of(line, text, chain, head); !fault.empty()) return broken(number, fault);
    chain.envelope_id = line->envelope_id;
    chain.events.push_back(std::move(line->event));
    head = documents::sha256_of(text);
    file.remove_prefix(end + 1);
  }
  chain.head = std::move(head);
  return chain;
}

}  // namespace switchyard::esign
