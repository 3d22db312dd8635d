// Names by which a finished file and its verification agree: the attachment, and the words of the file's document information.
#pragma once

#include <string_view>

namespace switchyard::esign {

inline constexpr std::string_view kEvidenceFileName = "evidence.jsonl";
inline constexpr std::string_view kPropertyEnvelope = "SwitchyardEnvelope";
inline constexpr std::string_view kPropertyKind = "SwitchyardKind";  // combined, documents, certificate, document.
inline constexpr std::string_view kPropertyEvidenceHead = "SwitchyardEvidenceHead";
inline constexpr std::string_view kPropertyStampedSha256 = "SwitchyardStampedSha256";

}  // namespace switchyard::esign
