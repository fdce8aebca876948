using System.Text.Json;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>Names as reports say them.</summary>
static class Words
{
    /// <summary>A member of an enumeration in snake_case.</summary>
    public static string Of<T>(T member)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString());
}
