using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Storage.Queries;

namespace LuthienProxy.Host.Journal;

/// <summary>The two parameters of every list.</summary>
static class Paging
{
    public const string Limit = "limit";
    public const string Cursor = "cursor";

    /// <summary>How many entries a page has when nobody says.</summary>
    const int UsualLimit = 50;

    const int LongestCursor = 512;

    /// <summary>How the two are told.</summary>
    public static IReadOnlyList<OperationParameter> Parameters { get; } =
    [
        OperationParameter.Number(Limit, "How many entries at most.", 1, QueryOptions.MaxPage, UsualLimit),
        OperationParameter.Text(Cursor, "Where to go on: `next` of the page before.", LongestCursor),
    ];

    public static PageRequest Of(Parameters parameters) => new(LimitOf(parameters), parameters.Text(Cursor, LongestCursor));

    public static int LimitOf(Parameters parameters) => parameters.Number(Limit, 1, QueryOptions.MaxPage) ?? UsualLimit;
}
