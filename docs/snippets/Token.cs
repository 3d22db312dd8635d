// A price from Switchyard with .NET 8 and no packages. Not run in Switchyard's tests: Debian 12 has no .NET.
//
//   URL=… CLIENT_ID=… API_KEY=… KEY=partner.pem dotnet run
//
// KEY is the PEM file of a P-256 private key (ES256). For RSA take RSA.Create() and
// SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), and "RS256" in the header.
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

string url = Setting("URL"), clientId = Setting("CLIENT_ID"), apiKey = Setting("API_KEY");

string ClientAssertion()
{
    using var key = ECDsa.Create();
    key.ImportFromPem(File.ReadAllText(Setting("KEY")));
    long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    string header = Base64Url(JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", typ = "JWT" }));
    string claims = Base64Url(JsonSerializer.SerializeToUtf8Bytes(
        new { iss = clientId, sub = clientId, aud = url, iat = now, exp = now + 120, jti = Guid.NewGuid().ToString("N") }));
    // SignData gives r and s one behind the other (IEEE P1363), which is what a JWT wants.
    byte[] signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256);
    return $"{header}.{claims}.{Base64Url(signature)}";
}

using var http = new HttpClient();
http.DefaultRequestHeaders.Add("X-API-Key", apiKey);

using var answer = await http.PostAsync($"{url}/oauth/token", new FormUrlEncodedContent(new Dictionary<string, string>
{
    ["grant_type"] = "client_credentials",
    ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    ["client_assertion"] = ClientAssertion(),
}));
using var grant = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(grant.RootElement.GetProperty("error_description").GetString());

http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", grant.RootElement.GetProperty("access_token").GetString());
using var prices = JsonDocument.Parse(
    await http.GetStringAsync($"{url}/v1/prices?commodity=electric&zip=60614&annualUsage=60000&margin=0.005&limit=1"));
foreach (var offer in prices.RootElement.GetProperty("items").EnumerateArray())
{
    Console.WriteLine($"{offer.GetProperty("supplier")} {offer.GetProperty("price")} {offer.GetProperty("priceUnit")} " +
                      $"for {offer.GetProperty("termMonths")} months from {offer.GetProperty("startMonth")}");
}
