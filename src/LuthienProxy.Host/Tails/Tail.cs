using System.Text.Json.Serialization.Metadata;
using LuthienProxy.Host.OpenApi;

namespace LuthienProxy.Host.Tails;

/// <summary>How a tail is told in the OpenAPI document.</summary>
static class Tail
{
    /// <summary>The answer: events whose data are of this type.</summary>
    public static OperationReply Reply(string description, JsonTypeInfo line) =>
        new("200", description + " The schema is that of the `data` of each. Lines that begin with a colon are heartbeats.", Content.Json(line, "text/event-stream"));
}
