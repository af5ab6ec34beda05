global using System.Net;
global using TA.TestKit;
global using TA.Web.Security;
global using Xunit;
global using Assertions = Microsoft.Playwright.Assertions;
