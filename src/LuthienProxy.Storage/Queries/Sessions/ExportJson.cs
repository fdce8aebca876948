using System.Text.Json.Serialization;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Diff;
using LuthienProxy.Storage.Queries.Events;

namespace LuthienProxy.Storage.Queries.Sessions;

/// <summary>What an export holds, and what the cache measures, for JSON.</summary>
[JsonSerializable(typeof(SessionSummary))]
[JsonSerializable(typeof(SessionCall))]
[JsonSerializable(typeof(CallDetail))]
[JsonSerializable(typeof(CallDiff))]
[JsonSerializable(typeof(EventPage))]
sealed partial class ExportJson : JsonSerializerContext;
