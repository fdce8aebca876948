using System.Text.Json;
using System.Text.Json.Serialization;

namespace LuthienProxy.Storage.Queries.Json;

/// <summary>Writes an enumeration as its names in snake_case (<c>tool_call</c>), as the database does.</summary>
public sealed class SnakeCaseJson<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
