// A webhook of Switchyard verified with .NET 8 and no packages (Standard Webhooks, HMAC-SHA256). Not run in Switchyard's tests: Debian 12 has no .NET.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

public static class SwitchyardWebhook
{
    private const long ToleranceSeconds = 300;

    // The event; CryptographicException where it is forged or old. `body` is as it came, not parsed and written anew.
    public static JsonDocument Verify(byte[] body, string id, string timestamp, string signatures, string secret)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        if (!long.TryParse(timestamp, out long at) || Math.Abs(now - at) > ToleranceSeconds)
            throw new CryptographicException("webhook-timestamp is more than five minutes away");
        byte[] key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] said = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        byte[] wanted = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, said)));
        // While a secret is changed for another, both sign.
        foreach (string signature in signatures.Split(' '))
        {
            if (CryptographicOperations.FixedTimeEquals(wanted, Encoding.ASCII.GetBytes(signature))) return JsonDocument.Parse(body);
        }
        throw new CryptographicException("no signature is of this secret");
    }
}
