using System.Data.Common;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Host.Policies;

/// <summary>Asks the database for the admin API: what is wrong with the database is a problem that says so.</summary>
static class PolicyAsking
{
    // SQLSTATE class 22: what was given cannot be stored (a character that JSON allows and the server does not).
    const string DataException = "22";

    /// <exception cref="ProblemException">The database cannot be asked, or cannot store what was given.</exception>
    public static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (DbException cause) when (cause.SqlState?.StartsWith(DataException, StringComparison.Ordinal) == true)
        {
            throw new ProblemException(Problem.PolicyRefused.With(new FieldError(null, "config", "It holds a character that the database cannot store.")), cause);
        }
        catch (Exception cause) when (cause is DbException or TimeoutException or PoolExhaustedException)
        {
            throw new ProblemException(Problem.Unavailable, cause);
        }
    }
}
