using System.Text.Json.Serialization;

namespace LuthienProxy.Storage.Queries.Sessions;

/// <summary>What an export holds, for JSON.</summary>
[JsonSerializable(typeof(SessionSummary))]
[JsonSerializable(typeof(SessionCall))]
sealed partial class ExportJson : JsonSerializerContext;
