using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LuthienProxy.Host.Inspection;
using LuthienProxy.Host.Interventions;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.Replays;
using LuthienProxy.Host.SignIn;
using LuthienProxy.Host.Trials;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Changes;
using LuthienProxy.Storage.Queries.Diff;
using LuthienProxy.Storage.Queries.Events;
using LuthienProxy.Storage.Queries.Sessions;
using LuthienProxy.Storage.Queries.Shadows;

namespace LuthienProxy.Host.AdminApi;

/// <summary>How the admin API writes JSON: names in snake_case, every member present, also where it is null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(FieldProblem))]
[JsonSerializable(typeof(CallPage))]
[JsonSerializable(typeof(CallDetail))]
[JsonSerializable(typeof(CallDiff))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(SessionPage))]
[JsonSerializable(typeof(SessionDetail))]
[JsonSerializable(typeof(ArchiveView))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(ActorTreeView))]
[JsonSerializable(typeof(JournalView))]
[JsonSerializable(typeof(EndedView))]
[JsonSerializable(typeof(LiveListView))]
[JsonSerializable(typeof(LiveDetailView))]
[JsonSerializable(typeof(ActorActionRequest))]
[JsonSerializable(typeof(ActorActionView))]
[JsonSerializable(typeof(DeadLetterListView))]
[JsonSerializable(typeof(ClearedView))]
[JsonSerializable(typeof(StatsView))]
[JsonSerializable(typeof(NodeListView))]
[JsonSerializable(typeof(DependencyListView))]
[JsonSerializable(typeof(TrialView))]
[JsonSerializable(typeof(ReplayLine))]
[JsonSerializable(typeof(SettingList))]
[JsonSerializable(typeof(ShadowSummary))]
[JsonSerializable(typeof(ChangePage))]
[JsonSerializable(typeof(CallDelivery))]
[JsonSerializable(typeof(LogView))]
[JsonSerializable(typeof(LogEntry))]
[JsonSerializable(typeof(LogLevelView))]
[JsonSerializable(typeof(RecordedEvent))]
[JsonSerializable(typeof(InfoView))]
[JsonSerializable(typeof(ManifestView))]
[JsonSerializable(typeof(ShutdownView))]
[JsonSerializable(typeof(FlushView))]
sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Readable: only what JSON itself forbids is escaped. Safe, because it is sent as application/json and nobody may guess another type.</summary>
    public static ApiJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>For bodies that are read: every member is there once, and no other.</summary>
    public static ApiJson Strict { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    });
}
