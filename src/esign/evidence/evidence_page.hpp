// The public page on which anyone checks a signed file: plain HTML, no scripts, in English and Spanish.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "esign/evidence/verify_evidence.hpp"

namespace switchyard::esign {

enum class PageLanguage { english, spanish };

// A file by its name and what was found; or why nothing could be checked.
using CheckedFile = std::pair<std::string, EvidenceReport>;

[[nodiscard]] std::string evidence_page(PageLanguage language);
[[nodiscard]] std::string evidence_page(PageLanguage language, const std::vector<CheckedFile>& files);
[[nodiscard]] std::string evidence_page(PageLanguage language, std::string_view refusal);

}  // namespace switchyard::esign
