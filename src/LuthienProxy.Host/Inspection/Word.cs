using System.Text.Json;

namespace LuthienProxy.Host.Inspection;

/// <summary>Values of enumerations as the admin API writes them: <c>half_open</c>.</summary>
static class Word
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
