#include "app/config/signing_rows.hpp"

#include <array>

namespace switchyard::app {

std::span<const SettingRow> signing_rows() {
  static const std::array rows{
      SettingRow{"signing", "test", &Settings::signing_test, "Who has contracts signed in Test: builtin, docusign (see [docusign]) or none."},
      SettingRow{"signing", "live", &Settings::signing_live, "The same in Live."},
      SettingRow{"signing", "seal_file", &Settings::seal_file,
                 "PKCS#12 file with the key and certificate that seal finished documents. Empty: the installation makes its own, which readers of PDFs call unknown."},
      SettingRow{"signing", "seal_password_file", &Settings::seal_password_file, "File whose first line is the password of seal_file. Empty: it has none."},
      SettingRow{"signing", "seal_time_stamp_url", &Settings::seal_time_stamp_url,
                 "RFC 3161 time-stamp authority, http or https. Empty: the seal has no time stamp. If it does not answer the document is sealed without one."},
      SettingRow{"docusign", "test_oauth_base_path", &Settings::docusign_test_oauth_base_path,
                 "DocuSign's login host: account-d.docusign.com (demo) or account.docusign.com; a URL of another service that speaks its language."},
      SettingRow{"docusign", "test_integration_key", &Settings::docusign_test_integration_key,
                 "The app's integration key (GUID)."},
      SettingRow{"docusign", "test_user_id", &Settings::docusign_test_user_id,
                 "The API user's GUID: envelopes are sent in his name."},
      SettingRow{"docusign", "test_account_id", &Settings::docusign_test_account_id,
                 "The account's GUID. Empty: that user's default account."},
      SettingRow{"docusign", "test_private_key_files", &Settings::docusign_test_private_key_files,
                 "PEM files with the app's RSA private keys, the newest first: an older one is tried where the newest is not registered yet."},
      SettingRow{"docusign", "test_connect_hmac_keys_file", &Settings::docusign_test_connect_hmac_keys_file,
                 "File with Connect's HMAC keys, one a line as DocuSign shows them, '=' and all. Empty: callbacks are not asked for; a nightly sweep and looks find what happened."},
      SettingRow{"docusign", "test_consent_redirect_uri", &Settings::docusign_test_consent_redirect_uri,
                 "A redirect URI registered with the app, for the link by which an administrator consents."},
      SettingRow{"docusign", "test_supplier_templates", &Settings::docusign_test_supplier_templates,
                 "Suppliers' own templates, SUPPLIER=TEMPLATE_ID each: laid under our papers."},
      SettingRow{"docusign", "live_oauth_base_path", &Settings::docusign_live_oauth_base_path,
                 "As test_oauth_base_path, of Live."},
      SettingRow{"docusign", "live_integration_key", &Settings::docusign_live_integration_key,
                 "As test_integration_key, of Live."},
      SettingRow{"docusign", "live_user_id", &Settings::docusign_live_user_id,
                 "As test_user_id, of Live."},
      SettingRow{"docusign", "live_account_id", &Settings::docusign_live_account_id,
                 "As test_account_id, of Live."},
      SettingRow{"docusign", "live_private_key_files", &Settings::docusign_live_private_key_files,
                 "As test_private_key_files, of Live."},
      SettingRow{"docusign", "live_connect_hmac_keys_file", &Settings::docusign_live_connect_hmac_keys_file,
                 "As test_connect_hmac_keys_file, of Live."},
      SettingRow{"docusign", "live_consent_redirect_uri", &Settings::docusign_live_consent_redirect_uri,
                 "As test_consent_redirect_uri, of Live."},
      SettingRow{"docusign", "live_supplier_templates", &Settings::docusign_live_supplier_templates,
                 "As test_supplier_templates, of Live."},
  };
  return rows;
}

}  // namespace switchyard::app
