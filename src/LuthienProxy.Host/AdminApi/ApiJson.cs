using System.Text.Json.Serialization;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Diff;
using LuthienProxy.Storage.Queries.Events;
using LuthienProxy.Storage.Queries.Sessions;

namespace LuthienProxy.Host.AdminApi;

/// <summary>How the admin API writes JSON: names in snake_case, every member present, also where it is null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(CallPage))]
[JsonSerializable(typeof(CallDetail))]
[JsonSerializable(typeof(CallDiff))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(SessionPage))]
[JsonSerializable(typeof(SessionDetail))]
sealed partial class ApiJson : JsonSerializerContext;
