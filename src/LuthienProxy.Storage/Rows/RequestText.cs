using System.Text;
using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Rows;

/// <summary>What a request says, for search and for the list.</summary>
/// <param name="Search">Its new texts; empty when it has none.</param>
/// <param name="Title">The first words of its last user text; null when it has none.</param>
/// <param name="Indexed">The names of the texts in <paramref name="Search"/>, and of such as search had.</param>
/// <param name="UnknownShape">The first type in it that is not known here; null when all is known.</param>
sealed record RequestText(StringBuilder Search, string? Title, IReadOnlyList<ContentHash> Indexed, string? UnknownShape);
