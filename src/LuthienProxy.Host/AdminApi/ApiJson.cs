using System.Text.Json.Serialization;

namespace LuthienProxy.Host.AdminApi;

/// <summary>How the admin API writes JSON: names in snake_case, every member present, also where it is null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Problem))]
sealed partial class ApiJson : JsonSerializerContext;
