// What is written beside envelopes: corrections that wait for the provider, news that were told, hashes of what was signed, how far changes were
// swept. Throws DatabaseError.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ports/database.hpp"
#include "signing/envelope.hpp"
#include "signing/envelope_listener_port.hpp"

namespace switchyard::signing {

struct CorrectionTag { static constexpr std::string_view kPrefix = "sgc"; };
using CorrectionId = Id<CorrectionTag>;

struct KeptCorrection {
  CorrectionId id{Uuid{}};
  EnvelopeId envelope{Uuid{}};
  std::string recipient = {};
  std::string name = {};
  std::string email = {};
  std::string title = {};
  std::optional<std::string> access_code_sealed = {};
};

void insert_correction(SqlTransaction& transaction, const KeptCorrection& correction, Instant now);
// Of those that have not been applied.
[[nodiscard]] std::optional<KeptCorrection> find_correction(SqlReader& reader, const CorrectionId& id);
void mark_correction_applied(SqlTransaction& transaction, const CorrectionId& id, Instant now);

// False where this kind of news of this recipient was told before.
bool insert_news(SqlTransaction& transaction, const EnvelopeNews& news, std::string_view recipient, Instant now);

struct FinishedHash {
  FinishedDocument::Kind kind = FinishedDocument::Kind::combined;
  std::string file_name;
  std::int64_t size_bytes = 0;
  std::string sha256;
};
void insert_finished(SqlTransaction& transaction, const EnvelopeId& envelope, std::span<const FinishedDocument> documents, Instant now);
[[nodiscard]] std::vector<FinishedHash> finished_of(SqlReader& reader, const EnvelopeId& envelope);

[[nodiscard]] std::optional<Instant> swept_to(SqlReader& reader, std::string_view provider);
void set_swept_to(SqlTransaction& transaction, std::string_view provider, Instant instant);

}  // namespace switchyard::signing
