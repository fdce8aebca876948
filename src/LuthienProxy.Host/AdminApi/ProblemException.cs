namespace LuthienProxy.Host.AdminApi;

/// <summary>A request to the admin API cannot be served; the caller is told the problem.</summary>
sealed class ProblemException(Problem problem, Exception? cause = null) : Exception(problem.Detail, cause)
{
    public Problem Problem { get; } = problem;
}
