using System.Text.Json;
using System.Text.Json.Serialization;

namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>An enumeration's values as words in snake case; a number is refused, since numbers change when a value is put in between.</summary>
sealed class StoredWord<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
