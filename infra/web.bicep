// One release of the app. azd deploys it after the image is pushed and the migrate job has ended well.

@description('The region.')
param location string = resourceGroup().location
@description('The name of the installation.')
param environmentName string
@description('The name of the app.')
param name string
@description('The image of this release.')
param image string
@description('The Container Apps environment.')
param environmentId string
@description('What the addresses of apps in that environment end with.')
param domain string
@description('The registry the image is pulled from.')
param registryServer string
@description('The resource id of the managed identity the app runs under.')
param identityId string
@description('The client id of that identity.')
param identityClientId string
@description('The name of that identity, which is its role in PostgreSQL.')
param identityName string
@description('The address of the blobs.')
param blobEndpoint string
@description('The host of PostgreSQL.')
param databaseHost string
@description('The database.')
param databaseName string

@description('How large a replica is; sizes.json says what each size means.')
@allowed(['small', 'medium', 'large'])
param size string = 'small'
@description('The fewest replicas. Two, so that one can go. (Text, since azd fills in text.)')
@allowed(['2', '3', '4', '5', '6', '7', '8', '9', '10'])
param minReplicas string = '2'
@description('The most replicas.')
@allowed(['2', '3', '4', '5', '6', '7', '8', '9', '10'])
param maxReplicas string = '10'

@description('A domain of your own that leads to the app. Empty: the one Azure gives it. Without it here a deployment would take it away from the app.')
param domainName string = ''
@description('The resource id of the certificate for that domain in the environment. Empty: the domain is known to the app, but not served yet.')
param certificateId string = ''
@description('The address people know the site by, for links in mails. Empty: that of the domain.')
param siteAddress string = ''
@description('The mail server. Empty: mails are not sent.')
param mailHost string = ''
@description('Whom to sign in as there. Empty: no sign-in.')
param mailUser string = ''
@description('The sender of mails; needed with a mail server.')
param mailFrom string = ''
@description('The vault that keeps the password of the mail server.')
param vaultUri string

var machine = loadJsonContent('sizes.json')[size].web
var signsInToMail = !empty(mailHost) && !empty(mailUser)
var port = 8080
// How long the host takes at most to finish or refuse what is under way when it is told to stop. The platform kills it half a minute later.
var shutdownSeconds = 15

var placement = [
  { name: 'Profile', value: 'Azure' }
  { name: 'AZURE_CLIENT_ID', value: identityClientId }
  { name: 'Storage__BlobEndpoint', value: blobEndpoint }
  // What the server gives to users, shared by all replicas of the release that goes and of the one that comes.
  {
    name: 'Database__ConnectionString'
    value: 'Host=${databaseHost};Database=${databaseName};Username=${identityName};SSL Mode=VerifyFull;Maximum Pool Size=${machine.poolSize}'
  }
  // Silos of one release are one cluster; while a new one comes, each release keeps to itself on the same state.
  { name: 'Clustering__ClusterId', value: 'ta-${uniqueString(image)}' }
]
var hostSettings = [
  // The ingress ends TLS; without this the app would take every request for plain HTTP.
  { name: 'ASPNETCORE_FORWARDEDHEADERS_ENABLED', value: 'true' }
  { name: 'OTEL_SERVICE_NAME', value: 'ta-web' }
]
var mailSettings = empty(mailHost)
  ? []
  : [
      { name: 'Mail__Host', value: mailHost }
      { name: 'Mail__From', value: mailFrom }
      { name: 'Mail__Site', value: empty(siteAddress) ? 'https://${empty(domainName) ? '${name}.${domain}' : domainName}' : siteAddress }
    ]
var mailSignIn = signsInToMail
  ? [{ name: 'Mail__User', value: mailUser }, { name: 'Mail__Password', secretRef: 'mail-password' }]
  : []

resource web 'Microsoft.App/containerApps@2026-07-01' = {
  name: name
  location: location
  tags: { 'azd-env-name': environmentName, 'azd-service-name': 'web' }
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      maxInactiveRevisions: 5
      ingress: {
        external: true
        targetPort: port
        transport: 'auto'
        allowInsecure: false
        customDomains: empty(domainName)
          ? []
          : [
              empty(certificateId)
                ? { name: domainName, bindingType: 'Disabled' }
                : { name: domainName, bindingType: 'SniEnabled', certificateId: certificateId }
            ]
        // The wait for one's own last change is kept by the replica that made it.
        stickySessions: { affinity: 'sticky' }
        traffic: [{ latestRevision: true, weight: 100 }]
      }
      registries: [{ server: registryServer, identity: identityId }]
      secrets: signsInToMail
        ? [{ name: 'mail-password', keyVaultUrl: '${vaultUri}secrets/mail-password', identity: identityId }]
        : []
    }
    template: {
      terminationGracePeriodSeconds: shutdownSeconds + 30
      containers: [
        {
          name: 'web'
          image: image
          // All that the process writes goes to the scratch volume.
          args: ['serve', '--data', '/tmp/ta', '--urls', 'http://+:${port}']
          env: concat(placement, hostSettings, mailSettings, mailSignIn)
          resources: { cpu: json(machine.cpu), memory: machine.memory }
          volumeMounts: [{ volumeName: 'scratch', mountPath: '/tmp' }]
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/health/live', port: port }
              periodSeconds: 6
              timeoutSeconds: 3
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: { path: '/health/live', port: port }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 6
            }
            {
              type: 'Readiness'
              httpGet: { path: '/health/ready', port: port }
              periodSeconds: 5
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
      volumes: [{ name: 'scratch', storageType: 'EmptyDir' }]
      scale: {
        minReplicas: int(minReplicas)
        maxReplicas: int(maxReplicas)
        rules: [{ name: 'requests', http: { metadata: { concurrentRequests: '50' } } }]
      }
    }
  }
}

@description('Where people reach the app.')
output SERVICE_WEB_URI string = 'https://${web.properties.configuration.ingress.fqdn}'
