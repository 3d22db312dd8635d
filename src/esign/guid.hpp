// GUIDs as DocuSign's clients know them: 36 characters, lower case. A type for each kind of thing that has one.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "ports/random.hpp"

namespace switchyard::esign {

// "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx" (RFC 9562, version 4).
[[nodiscard]] std::string make_guid_text(Random& random);
// Any letter case, with or without braces; nothing where it is no GUID.
[[nodiscard]] std::optional<std::string> parse_guid_text(std::string_view text);

// An empty one names nothing: what the sender has not said yet.
template <class Tag>
class Guid {
 public:
  Guid() = default;
  static Guid make(Random& random) { return Guid(make_guid_text(random)); }
  static std::optional<Guid> parse(std::string_view text) {
    auto parsed = parse_guid_text(text);
    if (!parsed) return std::nullopt;
    return Guid(std::move(*parsed));
  }
  // Of a text that a store wrote.
  static Guid of_stored(std::string_view text) { return Guid(std::string(text)); }

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  auto operator<=>(const Guid&) const = default;

 private:
  explicit Guid(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

using AccountId = Guid<struct AccountTag>;
using UserId = Guid<struct UserTag>;
using IntegrationKeyId = Guid<struct IntegrationKeyTag>;
using EnvelopeId = Guid<struct EnvelopeTag>;
using RecipientGuid = Guid<struct RecipientTag>;  // recipientIdGuid: unlike recipientId it is ours.
using TabId = Guid<struct TabTag>;
using DocumentGuid = Guid<struct DocumentTag>;
using TemplateId = Guid<struct TemplateTag>;
using BulkListId = Guid<struct BulkListTag>;
using BulkBatchId = Guid<struct BulkBatchTag>;

}  // namespace switchyard::esign
