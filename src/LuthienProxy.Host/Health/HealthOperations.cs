using System.Text.Json.Nodes;
using LuthienProxy.Host.OpenApi;

namespace LuthienProxy.Host.Health;

/// <summary>How the paths that are probed are told.</summary>
static class HealthOperations
{
    static readonly Content Body = new("application/json", book => book.Add("Health", JsonNode.Parse("""
        {
          "type": "object",
          "properties": {
            "status": { "type": "string", "enum": ["healthy", "degraded", "unhealthy", "draining"] },
            "reasons": { "type": "array", "items": { "type": "string" }, "description": "What is not as it should be." },
            "policy": { "type": "object", "description": "Which policies this node runs, and how it stands with them." },
            "journal": { "type": "object", "description": "How recording goes." },
            "redis": { "type": "object", "description": "How the connection to other nodes is, where there is one." },
            "judges": { "type": "array", "items": { "type": "object" }, "description": "Judges that cannot be asked now." }
          },
          "required": ["status", "reasons"]
        }
        """)!));

    public static Operation Health { get; } = Of("getHealth", "Whether the process serves.", []);

    public static Operation Live { get; } = Of("getLiveness", "Whether the process serves.", []);

    public static Operation Ready { get; } = Of("getReadiness", "Whether the node should get calls.", [new OperationReply("503", "Unhealthy, or draining.", Body)]);

    static Operation Of(string id, string summary, OperationReply[] others) =>
        new Operation(id, "Health", summary).For(Access.Anybody).Answers([new OperationReply("200", "It does; when degraded, the reasons say why.", Body), .. others]);
}
