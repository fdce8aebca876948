using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Composition;

/// <summary>What a newcomer reads on the console once the gateway listens: what to set in a client, and what to try.</summary>
static class Greeting
{
    public static string For(string url, GatewaySettings settings, AdminKey adminKey, PolicyState policies) =>
        $"""

        LuthienProxy listens on {url}

          Claude Code    ANTHROPIC_BASE_URL={url} claude
          Codex          base_url = "{url}/v1"   wire_api = "responses"   (a provider in ~/.codex/config.toml)
          OpenAI SDKs    OPENAI_BASE_URL={url}/v1
          Anthropic SDKs ANTHROPIC_BASE_URL={url}
        {Try(url, settings)}
          In a browser: {url}/
          Policies:  {Active(policies)}
          Admin key: {adminKey.Path ?? "ADMIN_API_KEY"}

        """;

    static string Active(PolicyState policies) => policies.Chain is null
        ? "unknown, and calls are refused until they are known: /health/ready says why"
        : $"{policies.Instance} (from {policies.Source}); see /admin/policy/current";

    static string Try(string url, GatewaySettings settings) => settings.Simulator.Enabled.IsOn && settings.Auth.Mode != "client_key"
        ? $$"""

            Try it without any key:
            curl -N {{url}}/v1/chat/completions -H 'content-type: application/json' \
              -d '{"model":"sim/hello","stream":true,"messages":[{"role":"user","content":"hi"}]}'

          """
        : "";
}
