#include "esign/ceremony/carried_values.hpp"

#include <algorithm>

namespace switchyard::esign {
namespace {

bool is_carried(TabKind kind) { return is_typed(kind) && kind != TabKind::checkbox && kind != TabKind::radio; }

}  // namespace

TabValues carried_values(const Envelope& withdrawn, const Recipient& recipient) {
  TabValues values;
  const auto former = std::find_if(withdrawn.recipients.begin(), withdrawn.recipients.end(),
                                   [&](const Recipient& one) { return one.signs() && one.email == recipient.email && one.name == recipient.name; });
  if (former == withdrawn.recipients.end()) return values;
  for (const Tab& tab : recipient.tabs) {
    if (!is_carried(tab.kind) || tab.is_locked || tab.label.empty() || tab.value != tab.original_value) continue;
    for (const Tab& typed : former->tabs) {
      const bool is_same = typed.kind == tab.kind && typed.label == tab.label;
      if (is_same && !typed.value.empty() && typed.value != typed.original_value) values[tab.id] = typed.value;
    }
  }
  return values;
}

}  // namespace switchyard::esign
