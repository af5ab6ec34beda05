// Brings the database up to date and lets the app's identity in. Started by the deployment of a release, never by a silo.

import { managedIdentity } from 'identities.bicep'

@description('The region.')
param location string
@description('Tags of every resource.')
param tags object
@description('What makes names unique.')
@minLength(13)
@maxLength(13)
param token string
@description('The Container Apps environment.')
param environmentId string
@description('The image.')
param image string
@description('The registry it is pulled from.')
param registryServer string
@description('The identity the job runs under: the administrator of the database.')
param identity managedIdentity
@description('The address of the blobs. The job only has to know it; it may not read them.')
param blobEndpoint string
@description('The host of PostgreSQL.')
param databaseHost string
@description('The database.')
param databaseName string
@description('The role that may read and write the tables, but not change the schema: the name of the identity of the app.')
param webRole string
@description('The object id of that identity, for which the role is made.')
param webPrincipalId string

resource job 'Microsoft.App/jobs@2026-07-01' = {
  name: 'job-migrate-${token}'
  location: location
  tags: tags
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      triggerType: 'Manual'
      manualTriggerConfig: { parallelism: 1, replicaCompletionCount: 1 }
      replicaTimeout: 1800
      replicaRetryLimit: 1
      registries: [{ server: registryServer, identity: identity.id }]
    }
    template: {
      containers: [
        {
          name: 'migrate'
          image: image
          // All that the process writes goes to the scratch volume.
          args: ['migrate', '--data', '/tmp/ta']
          env: [
            { name: 'Profile', value: 'Azure' }
            { name: 'AZURE_CLIENT_ID', value: identity.clientId }
            { name: 'Storage__BlobEndpoint', value: blobEndpoint }
            {
              name: 'Database__ConnectionString'
              value: 'Host=${databaseHost};Database=${databaseName};Username=${identity.name};SSL Mode=VerifyFull'
            }
            { name: 'Database__GrantTo', value: webRole }
            { name: 'Database__GrantToObject', value: webPrincipalId }
          ]
          resources: { cpu: json('0.5'), memory: '1Gi' }
          volumeMounts: [{ volumeName: 'scratch', mountPath: '/tmp' }]
        }
      ]
      volumes: [{ name: 'scratch', storageType: 'EmptyDir' }]
    }
  }
}

@description('The name of the job.')
output name string = job.name
