namespace LuthienProxy.Host.Policies;

/// <summary>The types of policies of one category, by name.</summary>
/// <param name="Category">The category.</param>
/// <param name="Policies">Its types.</param>
sealed record PolicyCategoryView(string Category, IReadOnlyList<PolicyTypeView> Policies);
