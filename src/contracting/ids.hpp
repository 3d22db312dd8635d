// The ids of customers and of what belongs to them.
#pragma once

#include "values/id.hpp"

namespace switchyard::contracting {

struct CustomerTag { static constexpr std::string_view kPrefix = "cus"; };
struct ContactTag { static constexpr std::string_view kPrefix = "cnt"; };
struct ServiceAccountTag { static constexpr std::string_view kPrefix = "sac"; };
struct UsageRecordTag { static constexpr std::string_view kPrefix = "usg"; };
struct UsageRequestTag { static constexpr std::string_view kPrefix = "urq"; };
struct AuthorizationTag { static constexpr std::string_view kPrefix = "aut"; };
struct FileTag { static constexpr std::string_view kPrefix = "fil"; };
struct NoteTag { static constexpr std::string_view kPrefix = "nte"; };

using CustomerId = Id<CustomerTag>;
using ContactId = Id<ContactTag>;
using ServiceAccountId = Id<ServiceAccountTag>;
using UsageRecordId = Id<UsageRecordTag>;
using UsageRequestId = Id<UsageRequestTag>;
using AuthorizationId = Id<AuthorizationTag>;
using FileId = Id<FileTag>;
using NoteId = Id<NoteTag>;

}  // namespace switchyard::contracting
