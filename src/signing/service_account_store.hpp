// How this installation logs in at the signing service that it keeps itself. Throws DatabaseError.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/sealer_port.hpp"
#include "ports/database.hpp"
#include "values/instant.hpp"

namespace switchyard::signing {

struct ServiceAccount {
  std::string provider;                 // ProviderShelf's name.
  std::string account_id;
  std::string user_id;
  std::string integration_key;
  Secret private_key;                   // PEM.
  Secret connect_key;
};

// None where there is none; refused as the sealer refuses.
Result<std::optional<ServiceAccount>> find_service_account(SqlReader& reader, const access::Sealer& sealer, std::string_view provider);
// Every name that has one.
[[nodiscard]] std::vector<std::string> service_account_names(SqlReader& reader);
// False where one was made before, by another node.
bool insert_service_account(SqlTransaction& transaction, const access::Sealer& sealer, const ServiceAccount& account, Instant now);

}  // namespace switchyard::signing
