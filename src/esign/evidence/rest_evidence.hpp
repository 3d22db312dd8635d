// GET /evidence and POST /evidence/verify: the public check of a signed file, for people and for programs.
#pragma once

#include "documents/seal/seal_port.hpp"
#include "http/router.hpp"
#include "ports/clock.hpp"

namespace switchyard::esign {

inline constexpr std::size_t kEvidenceUploadSizeMax = 64 * 1024 * 1024;
inline constexpr std::size_t kEvidenceFilesMax = 5;  // Of one upload.

// Both must outlive the router. Open to everyone, ten files a second for all callers together (rate_limited); nothing is kept. Answers HTML where the caller
// takes it, else {"files":[…]}. Refused: multipart_malformed, evidence_file_missing, evidence_files_too_many.
void add_evidence_routes(http::Router& router, const documents::CmsVerifier& verifier, SecurityClock clock);

}  // namespace switchyard::esign
