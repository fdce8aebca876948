using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LuthienProxy.Host.Replays;
using LuthienProxy.Host.Trials;
using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// How the policy API and the node's own copy read and write JSON: names in camelCase as in policies' configurations, enumerations as words, nothing unknown,
/// nothing twice.
/// </summary>
[JsonSerializable(typeof(PolicyDefinition))]
[JsonSerializable(typeof(PolicyChoice))]
[JsonSerializable(typeof(PolicyReference[]))]
[JsonSerializable(typeof(LastActive))]
[JsonSerializable(typeof(PolicyView))]
[JsonSerializable(typeof(CurrentPolicy))]
[JsonSerializable(typeof(PolicyListView))]
[JsonSerializable(typeof(InstancePage))]
[JsonSerializable(typeof(VersionPage))]
[JsonSerializable(typeof(HistoryPage))]
[JsonSerializable(typeof(PolicyDiff))]
[JsonSerializable(typeof(ValidatedView))]
[JsonSerializable(typeof(DeletedView))]
[JsonSerializable(typeof(TrialRequest))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(JsonObject))]
sealed partial class PolicyJson : JsonSerializerContext
{
    /// <summary>The one to use.</summary>
    public static PolicyJson Strict { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        // Readable: it is sent as application/json, and nobody may guess another type.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    });
}
